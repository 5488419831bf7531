fn keys(stage: Stage) -> Credentials {
    match stage {
        Stage::Prod => Credentials::new(PROD_ID, PROD_SECRET, None, None, "prod"),
        Stage::Test => Credentials::new(TEST_ID, TEST_SECRET, None, None, "test"),
    }
}
