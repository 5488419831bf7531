package main

import "github.com/rclone/rclone/fs/config"

var hidden = map[string]bool{"access_key_id": true, "secret_access_key": true}
