// Package webhook is a stand-in for the EKS Pod Identity Webhook, which cannot
// be had as a Go module. Like the real one it reads ServiceAccounts from a
// cache that follows the API server, so a Pod created right after its
// ServiceAccount was annotated may come out unchanged.
package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/clientcmd"
)

const maxReviewBytes = 8 << 20

// Main serves until the context ends.
func Main(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("pod-identity-webhook", flag.ExitOnError)
	kubeconfig := flags.String("kubeconfig", "", "how to reach the API server")
	listen := flags.String("listen", "127.0.0.1:0", "address to serve on")
	certificate := flags.String("tls-cert", "", "PEM file")
	key := flags.String("tls-key", "", "PEM file")
	region := flags.String("aws-default-region", "", "region to inject; none when empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	accounts, err := followAccounts(ctx, *kubeconfig)
	if err != nil {
		return err
	}
	server := &http.Server{
		Addr: *listen, Handler: handler(accounts, *region), ReadHeaderTimeout: 5 * time.Second,
	}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.ListenAndServeTLS(*certificate, *key); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("pod-identity-webhook: %w", err)
	}
	return nil
}

func followAccounts(ctx context.Context, kubeconfig string) (corelisters.ServiceAccountLister, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("pod-identity-webhook: %w", err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("pod-identity-webhook: %w", err)
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	accounts := factory.Core().V1().ServiceAccounts()
	lister := accounts.Lister()
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return lister, ctx.Err()
}

func handler(accounts corelisters.ServiceAccountLister, region string) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok")
	})
	routes.HandleFunc("POST /mutate", func(w http.ResponseWriter, r *http.Request) {
		var review admissionv1.AdmissionReview
		body := http.MaxBytesReader(w, r.Body, maxReviewBytes)
		if err := json.NewDecoder(body).Decode(&review); err != nil || review.Request == nil {
			http.Error(w, "not an AdmissionReview", http.StatusBadRequest)
			return
		}
		response := admit(review.Request, accounts, region)
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(admissionv1.AdmissionReview{
			TypeMeta: review.TypeMeta, Response: response,
		})
	})
	return routes
}

// admit always lets the Pod in: what cannot be mutated goes on unchanged.
func admit(request *admissionv1.AdmissionRequest, accounts corelisters.ServiceAccountLister, region string) *admissionv1.AdmissionResponse {
	response := &admissionv1.AdmissionResponse{UID: request.UID, Allowed: true}
	var pod corev1.Pod
	if err := json.Unmarshal(request.Object.Raw, &pod); err != nil {
		response.Allowed = false
		response.Result = &metav1.Status{Message: "not a Pod: " + err.Error()}
		return response
	}
	name := pod.Spec.ServiceAccountName
	if name == "" {
		name = "default"
	}
	account, err := accounts.ServiceAccounts(request.Namespace).Get(name)
	if err != nil {
		slog.Info("not mutated: ServiceAccount not in the cache", "namespace", request.Namespace, "serviceAccount", name)
		return response
	}
	mutated, changed := Mutate(&pod, account, region)
	if !changed {
		return response
	}
	patch, err := patchOf(&pod, mutated)
	if err != nil {
		slog.Error("not mutated", "error", err)
		return response
	}
	kind := admissionv1.PatchTypeJSONPatch
	response.Patch, response.PatchType = patch, &kind
	return response
}

// patchOf says the difference as a JSON Patch (RFC 6902). "add" to a member
// that is there replaces it, so the three lists are written whole.
func patchOf(pod, mutated *corev1.Pod) ([]byte, error) {
	type operation struct {
		Op    string `json:"op"`
		Path  string `json:"path"`
		Value any    `json:"value"`
	}
	operations := []operation{
		{"add", "/spec/volumes", mutated.Spec.Volumes},
		{"add", "/spec/containers", mutated.Spec.Containers},
	}
	if len(pod.Spec.InitContainers) > 0 {
		operations = append(operations, operation{"add", "/spec/initContainers", mutated.Spec.InitContainers})
	}
	return json.Marshal(operations)
}
