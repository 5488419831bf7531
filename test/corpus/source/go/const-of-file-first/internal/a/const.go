package a

const ttl = 86400
