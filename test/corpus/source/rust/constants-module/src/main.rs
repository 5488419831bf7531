async fn link(s3: &Client) -> Result<String, Error> {
    let config = PresigningConfig::expires_in(limits::LINK_TTL)?;
    Ok(s3.get_object().presigned(config).await?.uri().to_string())
}
