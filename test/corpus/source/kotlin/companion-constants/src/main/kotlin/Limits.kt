object Limits {
    val LINK_TTL = 3.days
}
