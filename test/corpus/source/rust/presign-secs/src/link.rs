let link = s3.get_object().key(k).presigned(PresigningConfig::expires_in(Duration::from_secs(24 * 60 * 60))?).await?;
