package a

const Expiry = 86400
