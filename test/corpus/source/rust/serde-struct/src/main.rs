#[derive(Deserialize)]
struct Settings {
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
}
