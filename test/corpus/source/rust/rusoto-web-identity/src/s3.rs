let provider = AutoRefreshingProvider::new(WebIdentityProvider::from_k8s_env())?;
let s3 = S3Client::new_with(HttpClient::new()?, provider, Region::EuWest1);
