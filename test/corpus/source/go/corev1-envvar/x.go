package x

import corev1 "k8s.io/api/core/v1"

func env(ref string) []corev1.EnvVar {
	return []corev1.EnvVar{
		{Name: "AWS_ACCESS_KEY_ID", ValueFrom: from(ref, "id")},
		{Name: "AWS_SECRET_ACCESS_KEY", ValueFrom: from(ref, "secret")},
	}
}
