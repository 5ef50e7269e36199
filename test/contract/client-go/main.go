// Command client-go watches the pods of a namespace with client-go's informer and prints what it is told, one line of JSON
// each, until its standard input ends.
//
//	client-go KUBECONFIG NAMESPACE
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

type told struct {
	Event   string `json:"event"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Status  string `json:"status"`
}

var out = json.NewEncoder(os.Stdout)

func main() {
	pods := cache.NewListWatchFromClient(newClient(os.Args[1]), "pods", os.Args[2], fields.Everything())
	informer := cache.NewSharedInformer(pods, &corev1.Pod{}, 0)
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { tellPod("add", object) },
		UpdateFunc: func(_, object any) { tellPod("update", object) },
		DeleteFunc: func(object any) { tellPod("delete", object) },
	})
	check(err)
	stop := make(chan struct{})
	go informer.Run(stop)
	cache.WaitForCacheSync(stop, informer.HasSynced)
	tell(told{Event: "ready"})
	_, _ = io.Copy(io.Discard, os.Stdin)
	close(stop)
}

// A client for the core group alone: the clientset of all groups takes a minute to compile.
func newClient(kubeconfig string) cache.Getter {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	check(err)
	scheme := runtime.NewScheme()
	metav1.AddToGroupVersion(scheme, corev1.SchemeGroupVersion)
	check(corev1.AddToScheme(scheme))
	config.APIPath = "/api"
	config.GroupVersion = &corev1.SchemeGroupVersion
	config.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
	client, err := rest.RESTClientFor(config)
	check(err)
	return client
}

func tellPod(event string, object any) {
	// What was deleted while nobody watched is known by its last state only.
	if gone, ok := object.(cache.DeletedFinalStateUnknown); ok {
		object = gone.Obj
	}
	pod := object.(*corev1.Pod)
	tell(told{Event: event, Name: pod.Name, Version: pod.ResourceVersion, Status: statusOf(pod)})
}

func statusOf(pod *corev1.Pod) string {
	for _, status := range pod.Status.ContainerStatuses {
		if status.State.Waiting != nil {
			return status.State.Waiting.Reason
		}
	}
	return string(pod.Status.Phase)
}

func tell(line told) {
	check(out.Encode(line))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
