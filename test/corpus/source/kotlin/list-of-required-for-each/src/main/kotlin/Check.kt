fun check() {
    listOf("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY").forEach { name ->
        requireNotNull(System.getenv(name)) { "$name is missing" }
    }
}
