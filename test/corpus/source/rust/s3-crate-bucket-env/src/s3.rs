let bucket = Bucket::new("b", Region::EuWest1, Credentials::from_env()?)?;
