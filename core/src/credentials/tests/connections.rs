//! Passwords of texts that say where to connect.

use crate::credentials::secret_ranges;

fn secrets<'t>(key: &str, text: &'t str) -> Vec<&'t str> {
    secret_ranges(key, text).into_iter().filter_map(|range| text.get(range)).collect()
}

#[test]
fn a_connection_gives_its_password_and_nothing_beside_it() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("Server=db;User Id=sa;Password=Ojala9x;Encrypt=false", &["Ojala9x"]),
        ("Server=db;User Id=sa;Password = Ojala9x ;Encrypt=false", &["Ojala9x"]),
        ("Driver={x};Server=db;Uid=sa;Pwd={Oja;la9x};Encrypt=no", &["Oja;la9x"]),
        ("Server=db;Uid=sa;Password='Oja;la9x';Encrypt=no", &["Oja;la9x"]),
        ("Server=db;Uid=sa;Password='Oja''la9x';Encrypt=no", &["Oja''la9x"]),
        ("host=db user=app password=Ojala9x sslmode=require", &["Ojala9x"]),
        ("host=db user=app password={Ojala9x} sslmode=require", &["{Ojala9x}"]),
        ("redis:6380,password=Ojala9x,ssl=true", &["Ojala9x"]),
        ("redis,password=Ojala9x,ssl=true", &[]),
        (":6380,password=Ojala9x,ssl=true", &[]),
        ("redis:x,password=Ojala9x,ssl=true", &[]),
        ("jdbc:mysql://db/app?user=app&password=Ojala9x&useSSL=true", &["Ojala9x"]),
        ("host=db;password=>Ojala9x", &[]),
        ("Server=db;User Id=sa;Password=Ojala9x", &["Ojala9x"]),
        ("r:6380,password=Ojala9x,ssl=true", &["Ojala9x"]),
        // Blanks are of a password where the address is the whole text, and its host is there.
        ("postgres://app:Oja la9x@db/app", &["Oja la9x"]),
        ("postgres://app:Ojala9x db@/app", &[]),
        ("postgres://app:Oja la9x -h db@two/app", &[]),
        ("https://app:8443 or app@two.example", &[]),
        ("app:Ojala9x@tcp(db:3306)/app", &["Ojala9x"]),
        ("see x then app:Ojala9x@unix(/run/db)/app", &["Ojala9x"]),
        ("https://one.example and https://app:Ojala9x@two.example", &["Ojala9x"]),
        ("<https://app:Ojala9x@two.example>", &["Ojala9x"]),
    ];
    let wrong = rows.iter().filter(|(text, expected)| secrets("note", text) != *expected);
    let wrong: Vec<_> = wrong.map(|(text, _)| (text, secrets("note", text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn however_long_a_line_is_its_password_is_found() {
    for start in ["", "x"] {
        for long in ["ä", "x"] {
            let text =
                format!("Server=db;{start};User Id=sa;Password=Ojala9x;X={}", long.repeat(9_000));
            assert_eq!(secrets("note", &text), ["Ojala9x"]);
        }
    }
}

#[test]
fn a_program_gives_what_it_falls_back_to_and_what_it_names() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("password = os.getenv(\"DB_PASSWORD\", \"Ojala9x!q\")\n", &["Ojala9x!q"]),
        ("hours = os.getenv(\"HOURS\", \"Ojala9x!q\")\n", &[]),
        // The name of a tag is that of its `value`, and of no other attribute.
        ("<add key=\"DbPassword\" format=\"Plain9xq!\" value=\"Ojala9x!q\"/>\n", &["Ojala9x!q"]),
        ("<add key=\"Hours\" value=\"Ojala9x!q\"/>\n", &[]),
        (" = \"Ojala9x!q\"\n", &[]),
        ("CREATE USER a IDENTIFIED BY 'Ojala9x!q'", &["Ojala9x!q"]),
        ("identified by 'O9x!'", &["O9x!"]),
        ("--password=Ojala9x!q --verbose", &["Ojala9x!q"]),
        ("- --password Ojala9x!q", &[]),
    ];
    let wrong = rows.iter().filter(|(text, expected)| secrets("note", text) != *expected);
    let wrong: Vec<_> = wrong.map(|(text, _)| (text, secrets("note", text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
