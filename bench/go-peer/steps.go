package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
	"k8s.io/client-go/util/flowcontrol"
	"k8s.io/kubernetes/pkg/kubelet/images"
)

func stepPresent(work workload) func(int) {
	manager := newManager(imageService{imageRef: work.ImageRef, present: true}, true)
	return steps{manager, work, v1.PullIfNotPresent, nil}.samePod
}

func stepWindow(work workload) func(int) {
	manager := newManager(imageService{pullError: errors.New(work.PullError)}, true)
	steps{manager, work, v1.PullIfNotPresent, images.ErrImagePull}.samePod(0)
	return steps{manager, work, v1.PullIfNotPresent, images.ErrImagePullBackOff}.samePod
}

func stepFails(work workload) func(int) {
	manager := newManager(imageService{pullError: errors.New(work.PullError)}, true)
	return steps{manager, work, v1.PullIfNotPresent, images.ErrImagePull}.newPod
}

func stepSucceeds(work workload) func(int) {
	manager := newManager(imageService{imageRef: work.ImageRef, present: true}, false)
	return steps{manager, work, v1.PullAlways, nil}.samePod
}

func newManager(service imageService, serialized bool) images.ImageManager {
	backOff := flowcontrol.NewBackOff(10*time.Second, 300*time.Second)
	return images.NewImageManager(&record.FakeRecorder{}, service, backOff, serialized, nil, 0, 0, noTimes{})
}

// steps asks a manager for the workload's image; anything but the wanted answer ends the program.
type steps struct {
	manager images.ImageManager
	work    workload
	policy  v1.PullPolicy
	want    error
}

func (s steps) samePod(int) { s.ensure("pod-0") }

func (s steps) newPod(i int) { s.ensure(fmt.Sprintf("pod-%d", i)) }

func (s steps) ensure(uid string) {
	pod := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Name: uid, Namespace: "default", UID: types.UID(uid)}}
	object := &v1.ObjectReference{Kind: "Pod", Name: uid, Namespace: "default", UID: pod.UID, FieldPath: "spec.containers{app}"}
	_, _, err := s.manager.EnsureImageExists(context.Background(), object, pod, s.work.Image, nil, nil, "", s.policy)
	if !errors.Is(err, s.want) {
		panic(fmt.Sprintf("Ensured %q: got %v, wanted %v", s.work.Image, err, s.want))
	}
}

type noTimes struct{}

func (noTimes) RecordImageStartedPulling(types.UID)  {}
func (noTimes) RecordImageFinishedPulling(types.UID) {}
