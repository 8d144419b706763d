"""Resources built in code, as JSON: dicts, lists, and objects of the official Kubernetes client."""

from __future__ import annotations

import base64
import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asepsis._asepsis import api_version_of, refuse_json, refuse_resource

# `V1Pod`, `V1beta2CronJobList`, `CoreV1Event`.
_CLASS = re.compile(r"(?:[A-Z][a-z]+)?V(?P<version>[0-9]+(?:(?:alpha|beta)[0-9]+)?)(?P<kind>[A-Z]\w*)")


def to_json(resources: object) -> str:
    """The JSON of one resource or of a list of them."""
    try:
        return json.dumps(list(_flat(resources)), default=_plain, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        refuse_json(str(error))


def _flat(resources: object) -> Iterator[object]:
    """The resources of lists, and of lists in lists."""
    open_lists: list[Iterator[object]] = [iter([resources])]
    while open_lists:
        for resource in open_lists[-1]:
            if isinstance(resource, Mapping) or _is_of_client(resource):
                yield resource
            elif isinstance(resource, Iterable) and not isinstance(resource, (str, bytes)):
                open_lists.append(iter(resource))
                break
            else:
                refuse_resource(resource)
        else:
            open_lists.pop()


def _is_of_client(value: object) -> bool:
    return hasattr(type(value), "openapi_types") and hasattr(type(value), "attribute_map")


def _plain(value: Any) -> object:
    """The JSON representation of a value of a type that JSON does not have."""
    if _is_of_client(value):
        return _members(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    refuse_resource(value)


def _members(value: Any) -> dict[str, object]:
    """The members of an object of the Kubernetes client, under their names in manifests."""
    names: Mapping[str, str] = type(value).attribute_map
    members = {}
    for attribute, name in names.items():
        member = getattr(value, attribute)
        if member is not None:
            members[name] = member
    # The API server omits both in the items of a list; code that builds objects often omits them too.
    if {"api_version", "kind"} <= names.keys() and not {"apiVersion", "kind"} <= members.keys():
        return _identity(type(value).__name__) | members
    return members


def _identity(class_name: str) -> dict[str, object]:
    """The kind and, if known, the API version of a class, derived from its name."""
    found = _CLASS.fullmatch(class_name)
    if found is None:
        return {}
    kind = found["kind"]
    api_version = api_version_of(f"v{found['version']}", kind)
    return {"kind": kind} if api_version is None else {"apiVersion": api_version, "kind": kind}
