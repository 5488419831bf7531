<?php
foreach (['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as $name) {
    if (!getenv($name)) {
        throw new RuntimeException("$name is missing");
    }
}
