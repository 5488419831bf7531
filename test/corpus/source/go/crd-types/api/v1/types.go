package v1

type S3Spec struct {
	// Name of the Secret with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
	SecretRef       corev1.SecretReference `json:"secretRef,omitempty"`
	AccessKeyID     *corev1.SecretKeySelector `json:"accessKeyId,omitempty"`
	SecretAccessKey *corev1.SecretKeySelector `json:"secretAccessKey,omitempty"`
}
