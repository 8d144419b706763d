// Says which controls of the Pod Security Standards a Pod violates, in every version and both
// profiles: one request and one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

// newest is the last minor version that is asked about by its number.
const newest = 37

type request struct {
	// Pod is a manifest, as text.
	Pod string `json:"pod"`
}

type answer struct {
	// Error is the error for a manifest that does not decode.
	Error string `json:"error,omitempty"`
	// Baseline and Restricted are the violated controls for 1.0, 1.1, ... and, last, latest.
	Baseline   [][]string `json:"baseline,omitempty"`
	Restricted [][]string `json:"restricted,omitempty"`
}

// newEvaluator makes the project's evaluator of the project's checks, except that each gives its id
// for a reason: the reasons of some are the same.
func newEvaluator() (policy.Evaluator, error) {
	checks := policy.DefaultChecks()
	for i := range checks {
		id := string(checks[i].ID)
		versions := append([]policy.VersionedCheck(nil), checks[i].Versions...)
		for j := range versions {
			check := versions[j].CheckPod
			versions[j].CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				result := check(metadata, spec)
				result.ForbiddenReason = id
				return result
			}
		}
		checks[i].Versions = versions
	}
	return policy.NewEvaluator(checks, nil)
}

// decode reads a manifest as the command line and the server do together. What is JSON is read as
// YAML too: of a key that is there twice the last one replaces the first, nothing is merged.
func decode(text string) (*corev1.Pod, error) {
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	object, _, err := scheme.Codecs.UniversalDeserializer().Decode(data, nil, nil)
	if err != nil {
		return nil, err
	}
	pod, isPod := object.(*corev1.Pod)
	if !isPod {
		return nil, fmt.Errorf("a %T is no Pod", object)
	}
	for i := range pod.Spec.Volumes {
		// The server's only default that the standards can see.
		source := &pod.Spec.Volumes[i].VolumeSource
		if *source == (corev1.VolumeSource{}) {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
	return pod, nil
}

func violated(evaluator policy.Evaluator, pod *corev1.Pod, level api.Level) [][]string {
	var all [][]string
	for minor := 0; minor <= newest+1; minor++ {
		version := api.MajorMinorVersion(1, minor)
		if minor > newest {
			version = api.LatestVersion()
		}
		ids := []string{}
		lv := api.LevelVersion{Level: level, Version: version}
		for _, result := range evaluator.EvaluatePod(lv, &pod.ObjectMeta, &pod.Spec) {
			if !result.Allowed {
				ids = append(ids, result.ForbiddenReason)
			}
		}
		sort.Strings(ids)
		all = append(all, ids)
	}
	return all
}

func ask(evaluator policy.Evaluator, line []byte) answer {
	var request request
	if err := json.Unmarshal(line, &request); err != nil {
		return answer{Error: err.Error()}
	}
	pod, err := decode(request.Pod)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{
		Baseline:   violated(evaluator, pod, api.LevelBaseline),
		Restricted: violated(evaluator, pod, api.LevelRestricted),
	}
}

func main() {
	evaluator, err := newEvaluator()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := answers.Encode(ask(evaluator, line)); err != nil {
			os.Exit(1)
		}
	}
}
