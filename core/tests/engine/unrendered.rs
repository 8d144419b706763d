//! What the templates of charts make, as far as their texts show.

use asepsis::Input;
use asepsis::model::Body;

use crate::seen::{inputs, messages, of_resources};
use crate::valued::CHART;
use crate::{check, counts};

#[test]
fn a_chart_that_was_not_rendered_is_a_problem() {
    let of = |files: &[(&str, &str)]| {
        let report = check(&["host-pid"], inputs(files));
        let mut said = messages(&report);
        said.retain(|line| line.contains("not rendered"));
        said.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let chart = ("ward/Chart.yaml", CHART);
    assert_eq!(of(&[chart]), ["ward/Chart.yaml"]);
    assert_eq!(
        of(&[chart, ("icu/Chart.yaml", "name: icu\n")]),
        ["icu/Chart.yaml", "ward/Chart.yaml"]
    );
    assert!(
        of(&[
            ("ward/Chart.lock", "dependencies: []\n"),
            ("ward/requirements.yaml", "dependencies: []\n")
        ])
        .is_empty()
    );
    assert!(of(&[("ward/Chart.yaml", "name: ward\ntype: library\n")]).is_empty());
    assert_eq!(of(&[("ward/Chart.yaml", "name: ward\ntype: application\n")]).len(), 1);
    let made = |line: &str| {
        format!("---\n{line}\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\n")
    };
    assert!(of(&[chart, ("all.yaml", &made("# Source: ward/templates/a.yaml"))]).is_empty());
    assert_eq!(of(&[chart, ("all.yaml", &made("# Source: icu/templates/a.yaml"))]).len(), 1);
    // Of another bundle nothing is known here.
    let apart = Input::text("all.yaml", made("# Source: ward/templates/a.yaml")).bundle("b");
    let report =
        check(&["host-pid"], vec![Input::text("ward/Chart.yaml", CHART).bundle("a"), apart]);
    let problem =
        &report.inputs().iter().find(|input| input.path.ends_with("Chart.yaml")).unwrap().problems
            [0];
    assert!(problem.message.contains("not rendered"));
    assert_eq!(problem.location.as_ref().unwrap().start.unwrap().line, 2);
}

#[test]
fn pods_of_the_charts_that_a_chart_depends_on_are_not_seen() {
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: clinic}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n";
    let id = "service-selects-nothing";
    let of = |dependencies: &str| {
        let chart = format!("{CHART}{dependencies}");
        let files = [("ward/Chart.yaml", &*chart), ("service.yaml", service)];
        counts(&check(&[id], inputs(&files)), id)[..3].to_vec()
    };
    assert_eq!(of("dependencies: [{name: db, version: 1.0.0}]\n"), [0, 0, 1]);
    assert_eq!(of("dependencies: []\n"), [1, 0, 0]);
    assert_eq!(of(""), [1, 0, 0]);
}

/// What the templates make that the values of a chart are for: kinds, why others, names of charts.
fn templates(files: &[(&str, &str)]) -> Vec<String> {
    of_resources(inputs(files), |resource| {
        let Body::Settings(settings) = &resource.body else { return None };
        let Some(templates) = &settings.templates else { return Some("-".to_owned()) };
        let unseen = templates.unseen.as_deref().unwrap_or("all");
        Some(format!("{:?} {unseen} {:?}", templates.kinds, templates.dependencies))
    })
}

#[test]
fn values_know_what_the_templates_of_their_chart_make() {
    let of = |files: &[(&str, &str)]| {
        let own = [("ward/Chart.yaml", CHART), ("ward/values.yaml", "a: b\n")];
        templates(&[&own, files].concat())
    };
    let line = |text: &str| vec![format!("ward/values.yaml:1 {text}")];
    let template =
        |kind: &str| format!("kind: {kind}\nmetadata: {{name: {{{{ .Release.Name }}}}}}\n");
    let (service, ingress) = (template("Service"), template("Ingress"));
    let missing = "[] templates of chart `ward` not found in the input []";
    assert_eq!(of(&[]), line(missing));
    for path in ["other/templates/a.yaml", "ward/docs/templates/a.yaml", "ward/charts/a.yaml"] {
        assert_eq!(of(&[(path, &service)]), line(missing), "{path}");
    }
    for path in
        ["ward/templates/a.yaml", "ward/templates/b/a.yaml", "ward/charts/db/templates/a.yaml"]
    {
        assert_eq!(of(&[(path, &service)]), line("[\"Service\"] all []"), "{path}");
    }
    let both = [
        ("ward/templates/b.yaml", &*service),
        ("ward/templates/a.yaml", &ingress),
        ("ward/templates/c.yaml", &service),
    ];
    assert_eq!(of(&both), line("[\"Ingress\", \"Service\"] all []"));
    let unclear = "kinds that template `templates/a.yaml` renders are not known";
    // A chart that does not render is known by the texts of its templates.
    assert_eq!(
        of(&[("ward/templates/a.yaml", "{{ include \"x\" . }}\n")]),
        line(&format!("[] {unclear} []"))
    );
    assert_eq!(of(&[("ward/templates/a.yaml", "kind: {{ .Values.kind }}\n")]), line("[] all []"));
    assert_eq!(of(&[("ward/templates/a.yaml", "{{/* nothing */}}\n")]), line("[] all []"));
    // Files of values in folders of environments are of the same chart.
    let found = of(&[("ward/templates/a.yaml", &service), ("ward/envs/prod.yaml", "a: b\n")]);
    assert_eq!(found.len(), 1, "{found:?}");
    let found =
        of(&[("ward/templates/a.yaml", &service), ("ward/envs/values-prod.yaml", "a: b\n")]);
    assert!(found.iter().all(|line| line.ends_with("[\"Service\"] all []")), "{found:?}");
    assert_eq!(templates(&[("ward/values.yaml", "a: b\n")]), line("-"));
}

#[test]
fn values_for_other_charts_are_under_their_names() {
    let of = |dependencies: &str, templates_of: &[(&str, &str)]| {
        let chart = format!("{CHART}dependencies: {dependencies}\n");
        let own = [("ward/Chart.yaml", &*chart), ("ward/values.yaml", "a: b\n")];
        templates(&[&own, templates_of].concat()).join("\n")
    };
    let service =
        ("ward/templates/a.yaml", "kind: Service\nmetadata: {name: {{ .Release.Name }}}\n");
    assert_eq!(
        of("[{name: db}, {name: cache, alias: sessions}, {version: 1}]", &[service]),
        "ward/values.yaml:1 [\"Service\"] all [\"db\", \"sessions\", \"\"]"
    );
    assert!(of("[{name: db}]", &[]).contains("templates of chart `ward` not found in the input"));
    assert_eq!(of("[]", &[service]), "ward/values.yaml:1 [\"Service\"] all []");
}
