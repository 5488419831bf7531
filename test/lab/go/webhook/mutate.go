package webhook

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Mutate returns the Pod as the EKS Pod Identity Webhook would admit it, and
// whether that differs. It is pure: neither argument is changed. The region is
// the one to inject, or "".
func Mutate(pod *corev1.Pod, account *corev1.ServiceAccount, region string) (*corev1.Pod, bool) {
	wanted := settingsFor(account, pod, region)
	if wanted == nil {
		return pod, false
	}
	mutated := pod.DeepCopy()
	mount := mountPath
	if isWindows(pod) {
		mount = windowsPath(mount)
	}
	changed := false
	for _, containers := range [][]corev1.Container{mutated.Spec.InitContainers, mutated.Spec.Containers} {
		for i := range containers {
			if addToContainer(&containers[i], wanted, mount) {
				changed = true
			}
		}
	}
	if !changed {
		return pod, false
	}
	addVolume(&mutated.Spec, wanted)
	return mutated, true
}

// addToContainer keeps what is there: a variable that somebody has set wins,
// and one of role and token file being set keeps both out. A container that
// has all three groups already gets no mount either.
func addToContainer(container *corev1.Container, wanted *settings, mount string) bool {
	if wanted.skipContainers[container.Name] {
		return false
	}
	has := map[string]bool{}
	for _, variable := range container.Env {
		has[variable.Name] = true
	}
	hasIdentity := has["AWS_ROLE_ARN"] || has["AWS_WEB_IDENTITY_TOKEN_FILE"]
	hasRegion := has["AWS_REGION"] || has["AWS_DEFAULT_REGION"]
	hasEndpoints := has["AWS_STS_REGIONAL_ENDPOINTS"]
	if hasIdentity && hasRegion && hasEndpoints {
		return false
	}

	changed := false
	add := func(name, value string) {
		container.Env = append(container.Env, corev1.EnvVar{Name: name, Value: value})
		changed = true
	}
	if !hasEndpoints && wanted.regionalSts {
		add("AWS_STS_REGIONAL_ENDPOINTS", "regional")
	}
	if !hasRegion && wanted.region != "" {
		add("AWS_DEFAULT_REGION", wanted.region)
		add("AWS_REGION", wanted.region)
	}
	if !hasIdentity {
		separator := "/"
		if strings.Contains(mount, `\`) {
			separator = `\`
		}
		add("AWS_ROLE_ARN", wanted.roleArn)
		add("AWS_WEB_IDENTITY_TOKEN_FILE", mount+separator+tokenName)
	}
	for _, there := range container.VolumeMounts {
		if there.Name == volumeName {
			return changed
		}
	}
	container.VolumeMounts = append(container.VolumeMounts, corev1.VolumeMount{
		Name: volumeName, ReadOnly: true, MountPath: mount,
	})
	return true
}

// addVolume puts the token's volume first. A volume that has its name already
// is taken for it, whatever is in there.
func addVolume(spec *corev1.PodSpec, wanted *settings) {
	for _, there := range spec.Volumes {
		if there.Name == volumeName {
			return
		}
	}
	spec.Volumes = append([]corev1.Volume{{
		Name: volumeName,
		VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{
			Sources: []corev1.VolumeProjection{{
				ServiceAccountToken: &corev1.ServiceAccountTokenProjection{
					Audience: wanted.audience, ExpirationSeconds: &wanted.expiration, Path: tokenName,
				},
			}},
		}},
	}}, spec.Volumes...)
}

// isWindows looks at the node selector only; a node affinity does not count.
func isWindows(pod *corev1.Pod) bool {
	return pod.Spec.NodeSelector["kubernetes.io/os"] == "windows" ||
		pod.Spec.NodeSelector["beta.kubernetes.io/os"] == "windows"
}

func windowsPath(path string) string {
	return "C:" + strings.ReplaceAll(path, "/", `\`)
}
