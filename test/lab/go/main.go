// Command irsa-lab holds every program of the lab's control plane. One binary
// instead of six: they share nearly all of their code, so it is linked once
// and the cache keeps one file. The first argument names the program.
package main

import (
	"fmt"
	"os"
	_ "time/tzdata" // CronJobs with a time zone, on machines without zoneinfo

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	nodestage "sigs.k8s.io/kwok/kustomize/stage/node/fast"
	leasestage "sigs.k8s.io/kwok/kustomize/stage/node/heartbeat-with-lease"
	podstage "sigs.k8s.io/kwok/kustomize/stage/pod/fast"
	kwokconfig "sigs.k8s.io/kwok/pkg/config"
	kwok "sigs.k8s.io/kwok/pkg/kwok/cmd"
	kwoklog "sigs.k8s.io/kwok/pkg/log"
	"sigs.k8s.io/kwok/pkg/utils/signals"

	"irsa-lab/k8s/webhook"
)

const usage = `usage: irsa-lab PROGRAM [flag...]
  etcd | kube-apiserver | kube-controller-manager | kube-scheduler | kubectl
  kwok                   gives Nodes and Pods their states, as a kubelet would
  kwok-stages            prints kwok's own rules for that
  pod-identity-webhook   the contract of the EKS Pod Identity Webhook`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	// Each program reads os.Args by itself and has to find its own name first.
	os.Args = os.Args[1:]
	switch os.Args[0] {
	case "etcd":
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		runCommand(apiserver.NewAPIServerCommand())
	case "kube-controller-manager":
		runCommand(controllers.NewControllerManagerCommand())
	case "kube-scheduler":
		runCommand(scheduler.NewSchedulerCommand())
	case "kubectl":
		runKubectl()
	case "kwok":
		exitOn(runKwok())
	case "kwok-stages":
		printStages()
	case "pod-identity-webhook":
		exitOn(webhook.Main(signals.SetupSignalContext(), os.Args[1:]))
	default:
		fmt.Fprintf(os.Stderr, "unknown program %q\n%s\n", os.Args[0], usage)
		os.Exit(2)
	}
}

func runCommand(command *cobra.Command) {
	os.Exit(cli.Run(command))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runKubectl() {
	_, _ = logs.GlogSetter(kubectl.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
}

func printStages() {
	for _, stage := range []string{
		nodestage.DefaultNodeInit,
		leasestage.DefaultNodeHeartbeatWithLease,
		podstage.DefaultPodReady,
		podstage.DefaultPodComplete,
		podstage.DefaultPodDelete,
	} {
		fmt.Println("---")
		fmt.Println(stage)
	}
}

func runKwok() error {
	// Kubernetes' packages have put --version into the process-wide flag set
	// while they were loaded; cobra would merge it into kwok's own and fail.
	pflag.CommandLine = pflag.NewFlagSet("kwok", pflag.ExitOnError)
	global := pflag.NewFlagSet("global", pflag.ContinueOnError)
	global.ParseErrorsAllowlist.UnknownFlags = true
	global.Usage = func() {}
	ctx, _ := kwoklog.InitFlags(signals.SetupSignalContext(), global)
	ctx, err := kwokconfig.InitFlags(ctx, global)
	if err != nil {
		return fmt.Errorf("kwok: %w", err)
	}
	command := kwok.NewCommand(ctx)
	command.PersistentFlags().AddFlagSet(global)
	if err := command.ExecuteContext(ctx); err != nil {
		return fmt.Errorf("kwok: %w", err)
	}
	return nil
}
