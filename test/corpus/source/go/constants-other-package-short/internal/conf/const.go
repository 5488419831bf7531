package conf

import "time"

const (
	LinkTTL   = 10 * time.Minute
	SessionTTL = 30 * 24 * time.Hour
)
