<?php
define('AS3CF_SETTINGS', serialize(['provider' => 'aws', 'use-server-roles' => true]));
