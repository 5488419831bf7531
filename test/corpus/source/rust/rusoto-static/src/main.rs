fn client(id: String, secret: String) -> SqsClient {
    SqsClient::new_with(
        HttpClient::new().unwrap(),
        StaticProvider::new_minimal(id, secret),
        Region::EuWest1,
    )
}
