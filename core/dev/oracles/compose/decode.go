package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// home is a placeholder for the home folder, so that paths in it can be recognised.
const home = "/~"

// written puts paths in the home folder back into the form in which they are written.
func written(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = written(inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = written(inner)
		}
	case string:
		if strings.HasPrefix(v, home) {
			return v[1:]
		}
	}
	return value
}

// escaped doubles each dollar sign, so that no variable is looked for in a text a second time.
func escaped(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = escaped(inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = escaped(inner)
		}
	case string:
		return strings.ReplaceAll(v, "$", "$$")
	}
	return value
}

func exists(path string) bool {
	status, err := os.Stat(path)
	return err == nil && !status.IsDir()
}

func clone(value any) any {
	switch v := value.(type) {
	case map[string]any:
		copied := map[string]any{}
		for key, inner := range v {
			copied[key] = clone(inner)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, inner := range v {
			copied[i] = clone(inner)
		}
		return copied
	}
	return value
}

func normalised(dict map[string]any, environment types.Mapping) (map[string]any, error) {
	return loader.Normalize(clone(dict).(map[string]any), environment)
}

// each calls with every service and job and the same in another model.
func each(dict, other map[string]any, call func(service, other map[string]any)) {
	for _, section := range []string{"services", "jobs"} {
		services, _ := dict[section].(map[string]any)
		for name, service := range services {
			if service, ok := service.(map[string]any); ok {
				call(service, other[section].(map[string]any)[name].(map[string]any))
			}
		}
	}
}

func take(into, from map[string]any, key string) {
	if value, ok := from[key]; ok {
		into[key] = value
	}
}

// resolved puts the variables and labels that files give into a service.
func resolved(dict map[string]any, section, name string, spec types.ContainerSpec) {
	service, ok := dict[section].(map[string]any)[name].(map[string]any)
	if ok {
		overlay(service, spec)
	}
}

func overlay(container map[string]any, spec types.ContainerSpec) {
	if _, ok := container["environment"]; ok || len(spec.Environment) > 0 {
		container["environment"] = plain(spec.Environment)
	}
	if _, ok := container["labels"]; ok || len(spec.Labels) > 0 {
		container["labels"] = plain(spec.Labels)
	}
}

// booleans puts what the library decodes texts to in the place of the texts.
func booleans(service map[string]any, decoded types.ServiceConfig) {
	set := func(mapping map[string]any, key string, value bool) {
		if _, ok := mapping[key].(string); ok {
			mapping[key] = value
		}
	}
	set(service, "use_api_socket", decoded.UseAPISocket)
	if build, ok := service["build"].(map[string]any); ok {
		set(build, "privileged", decoded.Build.Privileged)
	}
	for key, hooks := range map[string][]types.ServiceHook{"post_start": decoded.PostStart, "pre_stop": decoded.PreStop} {
		written, _ := service[key].([]any)
		for i, hook := range written {
			set(hook.(map[string]any), "privileged", hooks[i].Privileged)
		}
	}
}

// plain is a value as JSON has it.
func plain(value any) any {
	written, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	var read any
	if err := json.Unmarshal(written, &read); err != nil {
		panic(err)
	}
	return read
}

// decode gives attributes the form that the types of the library have.
func decode(dict map[string]any) {
	each(dict, dict, func(service, _ map[string]any) {
		container(service)
		if build, ok := service["build"].(map[string]any); ok {
			with(build, "args", &types.MappingWithEquals{})
			with(build, "labels", &types.Labels{})
			with(build, "additional_contexts", &types.Mapping{})
			hosts(build)
			for _, key := range []string{"tags", "cache_from", "cache_to"} {
				with(build, key, &types.StringList{})
			}
		}
		if deploy, ok := service["deploy"].(map[string]any); ok {
			with(deploy, "labels", &types.Labels{})
		}
		if check, ok := service["healthcheck"].(map[string]any); ok {
			with(check, "test", &types.HealthCheckTest{})
		}
		ports, _ := service["ports"].([]any)
		for _, port := range ports {
			if port, ok := port.(map[string]any); ok && port["published"] != nil {
				port["published"] = fmt.Sprint(port["published"])
			}
		}
		with(service, "expose", &types.StringOrNumberList{})
		for _, key := range []string{"pre_start", "post_start", "pre_stop"} {
			hooks, _ := service[key].([]any)
			for _, hook := range hooks {
				container(hook.(map[string]any))
			}
		}
	})
	for _, section := range []string{"networks", "volumes", "secrets", "configs"} {
		things, _ := dict[section].(map[string]any)
		for _, thing := range things {
			if thing, ok := thing.(map[string]any); ok {
				with(thing, "labels", &types.Labels{})
				with(thing, "driver_opts", &types.Options{})
				// What a variable gives is said where the variable is.
				if _, ok := thing["environment"]; ok {
					delete(thing, "content")
				}
			}
		}
	}
}

func container(container map[string]any) {
	with(container, "command", &types.ShellCommand{})
	with(container, "entrypoint", &types.ShellCommand{})
	with(container, "environment", &types.MappingWithEquals{})
	with(container, "labels", &types.Labels{})
	with(container, "annotations", &types.Mapping{})
	with(container, "sysctls", &types.Mapping{})
	with(container, "storage_opt", &types.Options{})
	hosts(container)
	for _, key := range []string{"tmpfs", "dns", "dns_search"} {
		with(container, key, &types.StringList{})
	}
	with(container, "group_add", &types.StringOrNumberList{})
	if logging, ok := container["logging"].(map[string]any); ok {
		with(logging, "options", &types.Options{})
	}
	volumes, _ := container["volumes"].([]any)
	for _, volume := range volumes {
		if options, ok := volume.(map[string]any)["volume"].(map[string]any); ok {
			with(options, "labels", &types.Mapping{})
		}
	}
}

type decoder interface{ DecodeMapstructure(any) error }

func with(mapping map[string]any, key string, into decoder) {
	value, ok := mapping[key]
	if !ok || value == nil {
		return
	}
	if err := into.DecodeMapstructure(value); err != nil {
		panic(err)
	}
	mapping[key] = plain(into)
}

func hosts(mapping map[string]any) {
	value, ok := mapping["extra_hosts"]
	if !ok || value == nil {
		return
	}
	list := types.HostsList{}
	if err := list.DecodeMapstructure(value); err != nil {
		panic(err)
	}
	mapping["extra_hosts"] = plain(map[string][]string(list))
}
