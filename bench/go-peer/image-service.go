package main

import (
	"context"

	v1 "k8s.io/api/core/v1"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	"k8s.io/kubernetes/pkg/credentialprovider"
	"k8s.io/kubernetes/pkg/credentialprovider/secrets"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	"k8s.io/kubernetes/pkg/util/parsers"
)

// imageService stands for the kubelet's runtime manager over a runtime that answers at once. Before a pull it parses
// the name and looks up credentials, as the runtime manager does; our engine does this inside its step too.
type imageService struct {
	kubecontainer.ImageService // The calls that a pull never makes.

	imageRef  string
	present   bool
	pullError error
}

func (s imageService) PullImage(_ context.Context, image kubecontainer.ImageSpec, pullSecrets []v1.Secret, _ *runtimeapi.PodSandboxConfig) (string, error) {
	repository, _, _, err := parsers.ParseImageName(image.Image)
	must(err)
	keyring, err := secrets.MakeDockerKeyring(pullSecrets, &credentialprovider.BasicDockerKeyring{})
	must(err)
	keyring.Lookup(repository)
	return s.imageRef, s.pullError
}

func (s imageService) GetImageRef(context.Context, kubecontainer.ImageSpec) (string, error) {
	if !s.present {
		return "", nil
	}
	return s.imageRef, nil
}

func (imageService) GetImageSize(context.Context, kubecontainer.ImageSpec) (uint64, error) {
	return 29_000_000, nil
}
