"""Watches the pods of a namespace with the Python client's informer and prints what it is told, one line of JSON each,
until its standard input ends.

    informer_witness.py KUBECONFIG NAMESPACE
"""

import json
import sys

from kubernetes import client, config
from kubernetes.informer import ADDED, DELETED, MODIFIED, SharedInformer


def status_of(pod):
    for status in pod.status.container_statuses or []:
        if status.state.waiting:
            return status.state.waiting.reason
    return pod.status.phase


def tell(event, name="", version="", status=""):
    print(json.dumps({"event": event, "name": name, "version": version, "status": status}), flush=True)


def telling(event):
    return lambda pod: tell(event, pod.metadata.name, pod.metadata.resource_version, status_of(pod))


def main(kubeconfig, namespace):
    config.load_kube_config(kubeconfig)
    informer = SharedInformer(client.CoreV1Api().list_namespaced_pod, namespace)
    for event_type, event in ((ADDED, "add"), (MODIFIED, "update"), (DELETED, "delete")):
        informer.add_event_handler(event_type, telling(event))
    informer.start()
    tell("ready")
    sys.stdin.read()


main(*sys.argv[1:])
