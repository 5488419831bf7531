package a

url, err := storage.SignedURL("b", "o", &storage.SignedURLOptions{Expires: time.Now().Add(7 * 24 * time.Hour)})
