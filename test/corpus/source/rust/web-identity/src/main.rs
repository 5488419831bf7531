fn chain() -> CredentialsProviderChain {
    CredentialsProviderChain::first_try("Token", WebIdentityTokenCredentialsProvider::builder().build())
        .or_else("Env", EnvironmentVariableCredentialsProvider::new())
}
