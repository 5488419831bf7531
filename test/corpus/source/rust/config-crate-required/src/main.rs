use serde::Deserialize;

#[derive(Deserialize)]
struct Env {
    aws_access_key_id: String,
    aws_secret_access_key: String,
}

fn main() {
    let env: Env = envy::from_env().unwrap();
}
