use s3::{creds::Credentials, Bucket, Region};

fn bucket() -> anyhow::Result<Box<Bucket>> {
    let credentials = Credentials::new(None, None, None, None, None)?;
    Ok(Bucket::new("files", Region::EuWest1, credentials)?)
}
