//! Small manifests in any number, each a little different. Also a part of the benchmarks.

/// A Pod of an ordinary kind: some members of its security contexts are there, some are not.
pub(crate) fn pod(index: usize) -> String {
    let namespace = index % 40;
    let team = index % 7;
    let user = if index % 3 == 0 { "      runAsUser: 10001\n" } else { "" };
    let privileged = if index % 50 == 0 { "      privileged: true\n" } else { "" };
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: worker-{index}\n  \
         namespace: team-{namespace}\n  labels:\n    app: worker\n    team: team-{team}\nspec:\n  \
         containers:\n  - name: app\n    image: registry.example/worker:1.{team}.{namespace}\n    \
         env:\n    - name: QUEUE\n      value: jobs-{team}\n    resources:\n      limits:\n        \
         memory: 256Mi\n    securityContext:\n      allowPrivilegeEscalation: false\n\
         {user}{privileged}"
    )
}
