<?php

namespace App\Login;

$credentials = new Credentials($email);
$row = ['access_key_id' => 'Key', 'label' => 'x'];
