<?php
$limit = ['bucket' => 'login', 'key' => $ip, 'secret' => null];
