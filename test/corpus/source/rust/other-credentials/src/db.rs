use crate::login::Credentials;

fn login(user: String, password: String) -> Credentials {
    Credentials::new(user, password)
}
