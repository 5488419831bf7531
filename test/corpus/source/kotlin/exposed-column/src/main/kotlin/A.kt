object Keys : Table() {
    val accessKeyId = varchar("access_key_id", 128)
    val secretAccessKey = varchar("secret_access_key", 128)
}
