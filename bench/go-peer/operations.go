package main

import (
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/util/flowcontrol"
	"k8s.io/kubernetes/pkg/credentialprovider"
	"k8s.io/kubernetes/pkg/credentialprovider/secrets"
	"k8s.io/kubernetes/pkg/util/parsers"
)

// operations prepares each operation and gives its step, which is called with 0, 1, 2, …
var operations = map[string]func(workload) func(int){
	"step-present":   stepPresent,
	"step-window":    stepWindow,
	"step-fails":     stepFails,
	"step-succeeds":  stepSucceeds,
	"keyring-build":  keyringBuild,
	"keyring-lookup": keyringLookup,
	"image-name":     imageName,
	"back-off":       backOff,
}

func keyringBuild(work workload) func(int) {
	secret := pullSecret(work)
	return func(int) { lookUp(keyringOf(secret), work) }
}

func keyringLookup(work workload) func(int) {
	keyring := keyringOf(pullSecret(work))
	return func(int) { lookUp(keyring, work) }
}

func keyringOf(secret v1.Secret) credentialprovider.DockerKeyring {
	keyring, err := secrets.MakeDockerKeyring([]v1.Secret{secret}, &credentialprovider.BasicDockerKeyring{})
	must(err)
	return keyring
}

func lookUp(keyring credentialprovider.DockerKeyring, work workload) {
	if _, found := keyring.Lookup(work.Repository); !found {
		panic("No credentials for " + work.Repository)
	}
}

func pullSecret(work workload) v1.Secret {
	return v1.Secret{
		Type: v1.SecretTypeDockerConfigJson,
		Data: map[string][]byte{v1.DockerConfigJsonKey: []byte(work.DockerConfig)},
	}
}

func imageName(work workload) func(int) {
	return func(i int) {
		_, _, _, err := parsers.ParseImageName(work.Images[i%len(work.Images)])
		must(err)
	}
}

func backOff(work workload) func(int) {
	backOff := flowcontrol.NewBackOff(10*time.Second, 300*time.Second)
	keys := make([]string, work.BackOffKeys)
	for i := range keys {
		keys[i] = fmt.Sprintf("pod-%d_%s", i, work.Image)
	}
	return func(i int) {
		key := keys[i%len(keys)]
		now := backOff.Clock.Now()
		backOff.Next(key, now)
		if !backOff.IsInBackOffSinceUpdate(key, now) {
			panic("Not in back-off: " + key)
		}
	}
}
