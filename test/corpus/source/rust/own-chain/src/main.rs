fn chain() -> CredentialsProviderChain {
    CredentialsProviderChain::first_try("Env", EnvironmentVariableCredentialsProvider::new())
        .or_else("Imds", ImdsCredentialsProvider::builder().build())
}
