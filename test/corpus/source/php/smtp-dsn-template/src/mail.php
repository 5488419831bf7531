<?php

$dsn = "smtp://{$user}:{$password}@email-smtp.eu-west-1.amazonaws.com:587";
