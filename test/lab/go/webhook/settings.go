package webhook

import (
	"encoding/csv"
	"log/slog"
	"regexp"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Names and defaults of the EKS Pod Identity Webhook:
// https://github.com/aws/amazon-eks-pod-identity-webhook#eks-pod-identity-webhook
const (
	annotationPrefix  = "eks.amazonaws.com/"
	defaultAudience   = "sts.amazonaws.com"
	defaultExpiration = int64(86400)
	minimumExpiration = int64(600)
	mountPath         = "/var/run/secrets/eks.amazonaws.com/serviceaccount"
	volumeName        = "aws-iam-token"
	tokenName         = "token"
)

var roleArn = regexp.MustCompile(`^arn:aws[a-z0-9-]*:iam::\d{12}:role/[\w+=,.@/-]+$`)

// settings are what a ServiceAccount and a Pod ask for together.
type settings struct {
	roleArn        string
	audience       string
	regionalSts    bool
	expiration     int64 // seconds
	region         string
	skipContainers map[string]bool
}

// settingsFor returns nil when the ServiceAccount names no role: then a Pod is
// left as it is. A role that is no ARN is only worth a warning, as upstream.
func settingsFor(account *corev1.ServiceAccount, pod *corev1.Pod, region string) *settings {
	role := account.Annotations[annotationPrefix+"role-arn"]
	if role == "" {
		return nil
	}
	if !roleArn.MatchString(role) {
		slog.Warn("the role-arn annotation is not the ARN of a role; injected all the same",
			"namespace", account.Namespace, "serviceAccount", account.Name)
	}
	audience := account.Annotations[annotationPrefix+"audience"]
	if audience == "" {
		audience = defaultAudience
	}
	regional, err := strconv.ParseBool(account.Annotations[annotationPrefix+"sts-regional-endpoints"])
	return &settings{
		roleArn:        role,
		audience:       audience,
		regionalSts:    err == nil && regional,
		expiration:     expiration(pod.Annotations, account.Annotations),
		region:         region,
		skipContainers: skipped(pod.Annotations[annotationPrefix+"skip-containers"]),
	}
}

// expiration is that of the first annotations which have a whole number, and
// at least what the API server accepts.
func expiration(sources ...map[string]string) int64 {
	for _, annotations := range sources {
		if seconds, err := strconv.ParseInt(annotations[annotationPrefix+"token-expiration"], 10, 64); err == nil {
			return max(seconds, minimumExpiration)
		}
	}
	return defaultExpiration
}

// skipped reads one line of CSV. Blanks count: "a, b" skips "a" and " b", and
// so not "b"; the real webhook does the same.
func skipped(line string) map[string]bool {
	names := map[string]bool{}
	if line == "" {
		return names
	}
	fields, err := csv.NewReader(strings.NewReader(line)).Read()
	if err != nil {
		slog.Warn("the skip-containers annotation is not CSV; no container is skipped", "error", err)
		return names
	}
	for _, name := range fields {
		names[name] = true
	}
	return names
}
