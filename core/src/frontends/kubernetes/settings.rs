//! The settings of objects: entries of ConfigMaps, annotations, and settings for operators.

use super::scalars;
use crate::frontends::settings::Listing;
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource};
use crate::tree::State;

/// Lists the settings of an object besides those of its containers.
pub(super) fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::ConfigMap(map) = &resource.body {
        listing.files(SettingKind::ConfigMapEntry, &map.data);
        listing.entries(SettingKind::BinaryEntry, &map.binary_data);
    }
    scalars::list(resource, listing);
    store_parameters(resource, listing);
    listing.entries(SettingKind::Annotation, &resource.metadata.annotations);
}

/// A parameter with its path in the object.
type Parameter = (&'static str, &'static str);

/// The settings of secret stores for operators, as far as checks read them.
const STORES: &[(&str, &[&str], &[Parameter])] = &[
    (
        "external-secrets.io",
        &["SecretStore", "ClusterSecretStore"],
        &[("vault.server", "spec.provider.vault.server")],
    ),
    (
        "secrets-store.csi.x-k8s.io",
        &["SecretProviderClass"],
        &[
            ("vaultAddress", "spec.parameters.vaultAddress"),
            ("vaultSkipTLSVerify", "spec.parameters.vaultSkipTLSVerify"),
        ],
    ),
];

fn store_parameters<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let is_of = |(group, kinds, _): &&(&str, &[&str], _)| {
        *group == resource.group() && kinds.contains(&resource.kind)
    };
    for (name, path) in STORES.iter().find(is_of).map_or(&[][..], |(_, _, parameters)| *parameters)
    {
        let value = resource.at(path).literal();
        match value.state() {
            State::Set(_, place) => {
                let place = *place;
                listing.add(Setting::new(SettingKind::StoreParameter, *name, place, value));
            }
            State::Unset(..) => {}
            State::Unresolved(place, why) => {
                listing.unread(SettingKind::StoreParameter, *place, *why);
            }
        }
    }
}
