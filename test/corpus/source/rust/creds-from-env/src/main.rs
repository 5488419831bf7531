use s3::creds::Credentials;

fn main() {
    let credentials = Credentials::from_env().unwrap();
    println!("{}", credentials.access_key.is_some());
}
