#[derive(Deserialize)]
struct Settings {
    aws_region: String,
    access_key_id: Option<String>,
}
