let provider = ChainProvider::new();
let s3 = S3Client::new_with(HttpClient::new()?, provider, Region::EuWest1);
