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
        ("app:Ojala9x@tcp(db:3306)/app", &["Ojala9x"]),
        ("see x then app:Ojala9x@unix(/run/db)/app", &["Ojala9x"]),
        ("https://one.example and https://app:Ojala9x@two.example", &["Ojala9x"]),
        ("<https://app:Ojala9x@two.example>", &["Ojala9x"]),
    ];
    let wrong = rows.iter().filter(|(text, expected)| secrets("note", text) != *expected);
    let wrong: Vec<_> = wrong.map(|(text, _)| (text, secrets("note", text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
