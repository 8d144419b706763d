package main

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/strvals"
	"sigs.k8s.io/yaml"
)

// The versions that a released `helm` is linked with: its own, and that of Kubernetes by its client.
func setVersions() {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		switch module.Path {
		case "helm.sh/helm/v3":
			chartutil.DefaultCapabilities.HelmVersion.Version = module.Version
		case "k8s.io/client-go":
			version := "v1" + strings.TrimPrefix(module.Version, "v0")
			parsed, err := chartutil.ParseKubeVersion(version[:strings.LastIndex(version, ".")] + ".0")
			if err != nil {
				panic(err)
			}
			chartutil.DefaultCapabilities.KubeVersion = *parsed
		}
	}
}

// Lays the maps of the second over those of the first, as the command does with files of values.
func merged(below, above map[string]any) map[string]any {
	out := make(map[string]any, len(below))
	for key, value := range below {
		out[key] = value
	}
	for key, value := range above {
		inner, isMap := value.(map[string]any)
		if before, ok := out[key].(map[string]any); ok && isMap {
			out[key] = merged(before, inner)
		} else {
			out[key] = value
		}
	}
	return out
}

func values(r request) (map[string]any, error) {
	all := map[string]any{}
	for number, text := range r.Values {
		one := map[string]any{}
		if err := yaml.Unmarshal([]byte(text), &one); err != nil {
			return nil, fmt.Errorf("failed to parse values-%d.yaml: %w", number+1, err)
		}
		all = merged(all, one)
	}
	for _, text := range r.Set {
		if err := strvals.ParseInto(text, all); err != nil {
			return nil, fmt.Errorf("failed parsing --set data: %w", err)
		}
	}
	return all, nil
}

func render(r request) (map[string]string, error) {
	given, err := values(r)
	if err != nil {
		return nil, err
	}
	files := []*loader.BufferedFile{}
	for _, file := range r.Files {
		files = append(files, &loader.BufferedFile{Name: file.Path, Data: append([]byte(file.Text), file.Bytes...)})
	}
	loaded, err := loader.LoadFiles(files)
	if err != nil {
		return nil, err
	}
	return rendered(r, loaded, given)
}

func rendered(r request, loaded *chart.Chart, given map[string]any) (map[string]string, error) {
	if kind := loaded.Metadata.Type; kind != "" && kind != "application" {
		return nil, fmt.Errorf("%s charts are not installable", kind)
	}
	if err := chartutil.ProcessDependenciesWithMerge(loaded, given); err != nil {
		return nil, err
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	if r.Kubernetes != "" {
		version, err := chartutil.ParseKubeVersion(r.Kubernetes)
		if err != nil {
			return nil, fmt.Errorf("invalid kube version '%s': %w", r.Kubernetes, err)
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = slices.Concat(capabilities.APIVersions, r.APIVersions)
	release := chartutil.ReleaseOptions{Name: r.Release.Name, Namespace: r.Release.Namespace, Revision: 1, IsInstall: true}
	if release.Name == "" {
		release.Name = "release-name"
	}
	if release.Namespace == "" {
		release.Namespace = "default"
	}
	scope, err := chartutil.ToRenderValuesWithSchemaValidation(loaded, given, release, capabilities, r.SkipSchema)
	if err != nil {
		return nil, err
	}
	version := capabilities.KubeVersion.String()
	if wanted := loaded.Metadata.KubeVersion; wanted != "" && !chartutil.IsCompatibleRange(wanted, version) {
		return nil, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, version)
	}
	return engine.Engine{}.Render(loaded, scope)
}
