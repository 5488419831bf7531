object Versions {
    const val AWS = "2.10.11"
}
