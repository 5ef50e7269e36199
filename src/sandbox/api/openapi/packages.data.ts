/** Go packages of the API's types, as the names of their schemas begin; what is not here is in `io.k8s.api.core.v1`. */
export const PACKAGES: Readonly<Record<string, string>> = {
  "io.k8s.api.admissionregistration.v1":
    "AdmissionServiceReference AdmissionWebhookClientConfig AuditAnnotation ExpressionWarning MatchCondition MatchResources MutatingWebhook MutatingWebhookConfiguration NamedRuleWithOperations ParamKind ParamRef RuleWithOperations TypeChecking ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingAdmissionPolicyBindingSpec ValidatingAdmissionPolicySpec ValidatingAdmissionPolicyStatus ValidatingWebhook ValidatingWebhookConfiguration Validation Variable",
  "io.k8s.api.autoscaling.v2":
    "ContainerResourceMetricSource ContainerResourceMetricStatus ExternalMetricSource ExternalMetricStatus HPAScalingPolicy HPAScalingRules HorizontalPodAutoscaler HorizontalPodAutoscalerBehavior HorizontalPodAutoscalerCondition HorizontalPodAutoscalerSpec HorizontalPodAutoscalerStatus MetricIdentifier MetricSpec MetricStatus MetricTarget MetricValueStatus ObjectMetricSource ObjectMetricStatus PodsMetricSource PodsMetricStatus ResourceMetricSource ResourceMetricStatus",
  "io.k8s.api.certificates.v1":
    "CertificateSigningRequest CertificateSigningRequestCondition CertificateSigningRequestSpec CertificateSigningRequestStatus",
  "io.k8s.api.flowcontrol.v1":
    "ExemptPriorityLevelConfiguration FlowDistinguisherMethod FlowSchema FlowSchemaCondition FlowSchemaSpec FlowSchemaStatus FlowSubject GroupSubject LimitResponse LimitedPriorityLevelConfiguration NonResourcePolicyRule PolicyRulesWithSubjects PriorityLevelConfiguration PriorityLevelConfigurationCondition PriorityLevelConfigurationReference PriorityLevelConfigurationSpec PriorityLevelConfigurationStatus QueuingConfiguration ResourcePolicyRule ServiceAccountSubject UserSubject",
  "io.k8s.api.node.v1": "Overhead RuntimeClass Scheduling",
  "io.k8s.api.resource.v1":
    "AllocatedDeviceStatus AllocationResult CELDeviceSelector CapacityRequestPolicy CapacityRequestPolicyRange CapacityRequirements Counter CounterSet Device DeviceAllocationConfiguration DeviceAllocationResult DeviceAttribute DeviceCapacity DeviceClaim DeviceClaimConfiguration DeviceClass DeviceClassConfiguration DeviceClassSpec DeviceConstraint DeviceCounterConsumption DeviceRequest DeviceRequestAllocationResult DeviceSelector DeviceSubRequest DeviceTaint DeviceToleration ExactDeviceRequest NetworkDeviceData OpaqueDeviceConfiguration ResourceClaim ResourceClaimConsumerReference ResourceClaimSpec ResourceClaimStatus ResourceClaimTemplate ResourceClaimTemplateSpec ResourcePool ResourceSlice ResourceSliceSpec",
  "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1":
    "APIService APIServiceCondition APIServiceSpec APIServiceStatus AggregatedServiceReference",
  "io.k8s.api.apps.v1":
    "ControllerRevision DaemonSet DaemonSetCondition DaemonSetSpec DaemonSetStatus DaemonSetUpdateStrategy Deployment DeploymentCondition DeploymentSpec DeploymentStatus DeploymentStrategy ReplicaSet ReplicaSetCondition ReplicaSetSpec ReplicaSetStatus RollingUpdateDaemonSet RollingUpdateDeployment RollingUpdateStatefulSetStrategy StatefulSet StatefulSetCondition StatefulSetOrdinals StatefulSetPersistentVolumeClaimRetentionPolicy StatefulSetSpec StatefulSetStatus StatefulSetUpdateStrategy",
  "io.k8s.api.authentication.v1":
    "BoundObjectReference SelfSubjectReview SelfSubjectReviewStatus TokenRequest TokenRequestSpec TokenRequestStatus TokenReview TokenReviewSpec TokenReviewStatus UserInfo",
  "io.k8s.api.authorization.v1":
    "FieldSelectorAttributes LabelSelectorAttributes LocalSubjectAccessReview NonResourceAttributes NonResourceRule ResourceAttributes ResourceRule SelfSubjectAccessReview SelfSubjectAccessReviewSpec SelfSubjectRulesReview SelfSubjectRulesReviewSpec SubjectAccessReview SubjectAccessReviewSpec SubjectAccessReviewStatus SubjectRulesReviewStatus",
  "io.k8s.api.autoscaling.v1":
    "CrossVersionObjectReference V1HorizontalPodAutoscaler V1HorizontalPodAutoscalerSpec V1HorizontalPodAutoscalerStatus Scale ScaleSpec ScaleStatus",
  "io.k8s.api.batch.v1":
    "CronJob CronJobSpec CronJobStatus Job JobCondition JobSpec JobStatus JobTemplateSpec PodFailurePolicy PodFailurePolicyOnExitCodesRequirement PodFailurePolicyOnPodConditionsPattern PodFailurePolicyRule SuccessPolicy SuccessPolicyRule UncountedTerminatedPods",
  "io.k8s.api.coordination.v1": "Lease LeaseSpec",
  "io.k8s.api.discovery.v1":
    "Endpoint EndpointConditions EndpointHints DiscoveryEndpointPort EndpointSlice ForNode ForZone",
  "io.k8s.api.events.v1": "EventsEvent EventsEventSeries",
  "io.k8s.api.networking.v1":
    "HTTPIngressPath HTTPIngressRuleValue IPAddress IPAddressSpec IPBlock Ingress IngressBackend IngressClass IngressClassParametersReference IngressClassSpec IngressLoadBalancerIngress IngressLoadBalancerStatus IngressPortStatus IngressRule IngressServiceBackend IngressSpec IngressStatus IngressTLS NetworkPolicy NetworkPolicyEgressRule NetworkPolicyIngressRule NetworkPolicyPeer NetworkPolicyPort NetworkPolicySpec ParentReference ServiceBackendPort ServiceCIDR ServiceCIDRSpec ServiceCIDRStatus",
  "io.k8s.api.policy.v1": "Eviction PodDisruptionBudget PodDisruptionBudgetSpec PodDisruptionBudgetStatus",
  "io.k8s.api.rbac.v1": "AggregationRule ClusterRole ClusterRoleBinding PolicyRule Role RoleBinding RoleRef Subject",
  "io.k8s.api.scheduling.v1": "PriorityClass",
  "io.k8s.api.storage.v1":
    "CSIDriver CSIDriverSpec CSINode CSINodeDriver CSINodeSpec CSIStorageCapacity StorageClass CSITokenRequest VolumeAttributesClass VolumeAttachment VolumeAttachmentSource VolumeAttachmentSpec VolumeAttachmentStatus VolumeError VolumeNodeResources",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1":
    "CustomResourceColumnDefinition CustomResourceConversion CustomResourceDefinition CustomResourceDefinitionCondition CustomResourceDefinitionNames CustomResourceDefinitionSpec CustomResourceDefinitionStatus CustomResourceDefinitionVersion CustomResourceSubresourceScale CustomResourceSubresourceStatus CustomResourceSubresources CustomResourceValidation ExternalDocumentation JSONSchemaProps SelectableField ServiceReference ValidationRule WebhookClientConfig WebhookConversion",
  "io.k8s.apimachinery.pkg.apis.meta.v1":
    "APIResource APIResourceList Condition DeleteOptions FieldSelectorRequirement LabelSelector LabelSelectorRequirement ListMeta ManagedFieldsEntry ObjectMeta OwnerReference Preconditions Status StatusCause StatusDetails WatchEvent",
};

/** Names by which the types are told apart here, and their own ones. */
export const OWN_NAMES: Readonly<Record<string, string>> = {
  CSITokenRequest: "TokenRequest",
  DiscoveryEndpointPort: "EndpointPort",
  EventsEvent: "Event",
  EventsEventSeries: "EventSeries",
  AdmissionServiceReference: "ServiceReference",
  AdmissionWebhookClientConfig: "WebhookClientConfig",
  AggregatedServiceReference: "ServiceReference",
  ContainerResourceClaim: "ResourceClaim",
  FlowSubject: "Subject",
  V1HorizontalPodAutoscaler: "HorizontalPodAutoscaler",
  V1HorizontalPodAutoscalerSpec: "HorizontalPodAutoscalerSpec",
  V1HorizontalPodAutoscalerStatus: "HorizontalPodAutoscalerStatus",
};

/** Types that have one owner as a whole where fields have owners. */
export const ATOMIC_TYPES: readonly string[] = [
  "CrossVersionObjectReference",
  "ConfigMapKeySelector",
  "EndpointAddress",
  "EndpointPort",
  "LocalObjectReference",
  "NodeSelector",
  "NodeSelectorTerm",
  "ObjectFieldSelector",
  "ObjectReference",
  "ResourceFieldSelector",
  "ScopeSelector",
  "SecretKeySelector",
  "SecretReference",
  "TopologySelectorTerm",
  "TypedLocalObjectReference",
  "DiscoveryEndpointPort",
  "ServiceBackendPort",
  "RoleRef",
  "Subject",
  "LabelSelector",
  "OwnerReference",
  "MatchResources",
  "NamedRuleWithOperations",
  "ParamKind",
  "ParamRef",
  "Variable",
];
