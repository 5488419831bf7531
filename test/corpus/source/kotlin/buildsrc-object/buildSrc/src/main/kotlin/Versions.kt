object Versions {
    const val AWS = "2.4.0"
}
