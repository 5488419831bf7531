package a

type Cache struct {
	AccessKey string `json:"accessKey"`
	SecretKey string `json:"secretKey"`
}
