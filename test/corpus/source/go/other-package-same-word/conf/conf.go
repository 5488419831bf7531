package conf

const Expiry = 86400 * time.Second
