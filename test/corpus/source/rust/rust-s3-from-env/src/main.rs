use s3::{creds::Credentials, Bucket, Region};

fn bucket() -> anyhow::Result<Box<Bucket>> {
    let credentials = Credentials::from_env()?;
    Ok(Bucket::new("files", Region::EuWest1, credentials)?)
}
